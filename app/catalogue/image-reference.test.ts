import { describe, expect, test } from 'vitest'
import { imageField } from './capacity-fields.ts'
import { kinds } from './catalogue.ts'
import { imageReference, isImageReference } from './image-reference.ts'

const digest = `sha256:${'0a'.repeat(32)}`

describe('an image', () => {
  test.each([
    'redis',
    'redis:8',
    'redis:8.2-alpine3.22',
    'ghcr.io/acme/orders:1.4',
    'public.ecr.aws/docker/library/mysql:8.4',
    'localhost/shop',
    'localhost:5000/shop/web:main',
    'Registry.Example:5000/shop',
    '[2001:db8::1]:5000/shop',
    `acme/shop@${digest}`,
    `acme/shop:1@${digest}`,
    'acme/my__shop',
    'acme/my---shop.web_1',
    'docker.elastic.co/elasticsearch/elasticsearch:9.1.0',
    digest,
  ])('%s is one', (text) => {
    expect(isImageReference(text)).toBe(true)
  })

  test.each([
    '',
    'acme/shop/',
    '/acme/shop',
    'acme//shop',
    'acme/../shop',
    'acme/./shop',
    '..',
    '../images',
    'https://example.org/shop',
    'acme/Shop',
    'acme/shop:',
    'acme/shop:a/b',
    'acme/shop:1:2',
    `acme/shop:${'1'.repeat(129)}`,
    'acme/shop@sha256:0a',
    'acme/shop?force=1',
    'acme/shop#1',
    'acme/shop%2f',
    'acme/shop x',
    '-rm',
    'acme/-shop',
    'acme/shop-',
    'acme/___shop',
    'acme/shöp',
    'acme/shop\n',
    'a'.repeat(301),
  ])('%j is none', (text) => {
    expect(isImageReference(text)).toBe(false)
  })

  test('that every kind brings along is one', () => {
    const images = kinds.flatMap(({ parameters }) => (parameters.image?.meta() as { absent?: unknown } | undefined)?.absent ?? [])
    expect(images.length).toBeGreaterThan(10)
    expect(images.filter((image) => !isImageReference(String(image)))).toEqual([])
  })

  test('that is none is a problem of the design, with what to write instead', () => {
    const said = imageField().safeParse('acme/shop/').error?.issues[0]?.message
    expect(said).toBe('is not an image: write a name in small letters, such as ghcr.io/acme/orders:1.4')
  })

  test('is told in time that grows with its length alone', () => {
    // Work that grew with the square would take minutes here, and the test would be ended.
    for (const unit of ['a', 'a.', 'a-', 'a/', 'a_', ':', 'aA', '@a+', '[::'])
      expect(imageReference.test(`${unit.repeat(300_000)}!`), unit).toBe(false)
  })
})
