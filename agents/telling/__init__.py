"""Say what was done, in the customer's language, each sentence with the evidence that it rests on."""
