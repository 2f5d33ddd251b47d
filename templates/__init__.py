"""What people read: pages, PDF themes, e-mails and replies. No logic lives here."""
