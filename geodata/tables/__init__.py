"""Tables: what each column of the store is, those that a person brings, how a list is sorted."""
