"""Orders in plain words: whom they are about, what they would do, and doing it when confirmed."""
