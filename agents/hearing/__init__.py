"""What words mean beside what was said, offered or planned before: choices, shifts, another trip."""
