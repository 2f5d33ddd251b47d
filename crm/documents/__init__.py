"""Files the desk holds (proposals, uploads, charts) and the proposals made from trips."""
