"""What a layer needs once its packages are in it; nothing here needs a package itself."""
