"""What a trip will cost on dates whose rates are not known yet, and plain series of the trade."""
