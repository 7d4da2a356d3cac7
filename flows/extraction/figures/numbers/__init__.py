"""Which numbers of a text are figures of disruptions, and which lean on another one."""
