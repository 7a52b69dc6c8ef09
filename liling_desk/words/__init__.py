"""What an item, its returns, its indicator and its history are called: for the window and for paper."""
