"""The trained tagger at run time: words to arrays, arrays through ONNX Runtime, arrays back to the Doc."""
