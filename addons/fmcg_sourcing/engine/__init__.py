"""Sourcing without Odoo: who serves an order, what is bought for it, whose the goods are
when they arrive. No ORM, no clock, no I/O; facts in, answers out."""
