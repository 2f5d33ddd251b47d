"""Every table of the book, so that one import fills the metadata."""

import crm.agency.models
import crm.audit.models
import crm.catalogue.models
import crm.contacts.models
import crm.conversations.models
import crm.documents.models
import crm.jobs.models
import crm.leads.models
import crm.library.models
import crm.neighbours.models
import crm.previews.models
import crm.quotes.models
import crm.reports.models
import crm.trips.models
import crm.users.models  # noqa: F401 - imported for the tables
from crm.db import Base

metadata = Base.metadata
