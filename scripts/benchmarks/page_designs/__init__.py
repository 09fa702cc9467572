"""Page designs: how a made-up site shows a record. One module holds the designs of one purpose.

A module has a dict ``DESIGNS``: name → ``design(record, chance, others)``, which gives the HTML of
one page, or ``(HTML, own)``. own: pairs (label, value) of all further facts that the page states of
this record and that the record does not have (an invented 公示状态, its call number, how often it
was looked at), label and value as they are shown, each value of a list by itself. Not what is told
of users, the site, comments, other records, references or parts of the record.

record: what the page is about (``site_records.Record``: name, attributes, description)
chance: a ``random.Random`` of this page, for whatever varies
others: some records of the same kind, for recommendations, rankings and the like; they may or may
        not have pages of their own

What a design must keep to: every attribute of the record is shown, each of its values as a text of
its own or joined to a list by a separator that does not occur inside the values; values are not
shortened. All else is free: labels or none, their wording, markup, order, furniture.

Optional in the module:
``LABELS``: design → {attribute: what the page calls it}, where that differs from the attribute's
            name: another word, or, where no label is shown, the ``itemprop`` or class that names it
``OWN``:    design → labels of facts that its pages state of the record and that the record does not
            have: of older designs, that do not give them with their values
``EXTRA``:  design → ``extra(records, chance) -> list of HTML``: lists, about pages, whatever else
            the site has beside the records' pages; they state no triple that counts
"""
