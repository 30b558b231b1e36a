"""Where people live inside communes, as Insee counts them."""
