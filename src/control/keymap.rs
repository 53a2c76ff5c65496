//! One table from keys to actions; also the source of the help pane and of the README's table.
