"""How effects on documents are written."""

from crm.documents.effects import FileReceived
from crm.documents.received import file_to
from crm.leads import service as leads
from crm.leads.writers import lead_meant
from crm.pen import Pen, Writers

_TOLD = {"voice": "Voice note", "picture": "Picture", "document": "Document", "video": "Video"}


async def _file_received(pen: Pen, effect: FileReceived) -> None:
    lead = await lead_meant(pen, None)
    filed = await file_to(pen.session, lead.id, pen.scene.conversation_id, effect.received)
    for row in filed:
        outcome = {"kept": "filed", "waiting": "not fetched yet"}.get(row.status, f"not kept, {row.why}")
        text = f"{_TOLD.get(row.sort, 'File')} {outcome}: {row.name}"
        if row.sort == "voice" and row.status == "kept":
            text += "" if row.transcript else f" (nobody could listen: {row.why})"
        await leads.record(pen.session, lead, "document", text, "customer", pen.now)
    if filed:
        await leads.touch(pen.session, lead, pen.now)


WRITERS: Writers = {FileReceived: _file_received}
