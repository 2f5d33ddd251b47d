"""The doors: web, webhooks, trip pages and the command line."""
