"""What the fields of the API mean, in English and Chinese, and which codes they bear.

A room a file, read by who describes the API and by nobody at run time. Each says in

- FIELD: the words of a field by its name, for every message in which no others stand as
  `Message.name`; of what a path names as `{name}`, of what a query names as `?name`, of a call's
  own as `call{name}` or `call?name`;
- CODES: whose codes a field bears that is a text in the code, under the same keys: the name of a
  register of words (or `level`, `kind_of_rule`, `problem`), or such codes with their words;
- TAG: what the calls of a room are for, by the room's name.
"""
