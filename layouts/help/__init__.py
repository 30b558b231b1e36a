"""« Aide », the guided tour and the glossary."""
