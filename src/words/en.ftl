# Every word on the screen, in English. The format is Project Fluent's: projectfluent.org/fluent/guide.
#
# A message is a line, however long: a line break in the table is one on the screen.
# The network is "it", a small square of its map a "detector", a layer on the wall a "step".
# Numbers come as they are shown; a count can choose between forms.
