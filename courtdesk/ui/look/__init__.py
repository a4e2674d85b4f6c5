"""What the window is drawn with: colours, style, icons, boxes, cards, plain dialogs."""
