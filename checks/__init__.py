"""What must be true: pandera schemas, audits in SQL, and the Dagster checks made of them.

A schema looks at one table row by row; a row that fails goes to quarantine.
An audit is a query that returns bad rows across tables; one bad row refuses the
build. What does not belong here: making rows.
"""
