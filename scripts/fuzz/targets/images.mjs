import { isImageReference } from '../../../app/catalogue/image-reference.ts'
import { kindForImage } from '../../../app/catalogue/kind-for-image.ts'
import { mutated } from '../mutate.mjs'

const seeds = [
  'redis',
  'ghcr.io/acme/orders:1.4',
  'localhost:5000/a/b-c__d.e:V1.2-3',
  `registry.example.org/shop@sha256:${'0123456789abcdef'.repeat(4)}`,
  '[::1]:5000/a',
]

export const target = {
  arbitrary: mutated(seeds),
  run(text) {
    kindForImage(text)
    if (!isImageReference(text)) return false
    // What a reference becomes a part of is an address: nothing in it may lead elsewhere.
    if (/[?#%\s\\]|\/\/|\/\.{1,2}(?:\/|$)|^\/|\/$/.test(text)) throw new Error(`taken for a reference: ${JSON.stringify(text)}`)
    return true
  },
}
