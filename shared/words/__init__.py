"""What people read, in English and Chinese, by code: a room for each capability."""
