"""What staff read and send: summaries with evidence, suggested replies, drafts."""
