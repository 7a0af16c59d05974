/** What a bundle proves that is signed well, and what it does not, whatever it says of itself. */
export const PROVES =
  'Nothing in this bundle was changed since the holder of the key named in manifest.sig.json signed it.'
export const NOT_PROVES =
  'It does not prove that the server sent this: whoever made the bundle could have made it up. A second bundle by ' +
  'somebody else, or a web archive, says more together with this one.'
