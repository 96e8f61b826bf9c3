"""What a release says of itself: sums and notes, bill of materials, manifests for winget and Homebrew."""
