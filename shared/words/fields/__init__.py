"""What the fields of the API mean, in English and Chinese, and what stands in one for example.

A room a file, read by who describes the API and by nobody at run time. Each says in

- FIELD: the words of a field by its name, for every message in which no others stand as
  `Message.name`; of what a path names as `{name}`, of what a query names as `?name`, of a call's
  own as `call{name}` or `call?name`;
- EXAMPLE: what stands in it for example, under the same keys, where its schema alone says too
  little: a text without a format or known values;
- TAG: what the calls of a room are for, by the room's name.
"""
