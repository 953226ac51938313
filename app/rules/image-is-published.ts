import { isImageReference } from '../catalogue/image-reference.ts'
import type { Rule } from './rule.ts'
import { withdrawnImages } from './withdrawn-images.ts'

/** An image that can still be had, and is still mended. */
export const imageIsPublished: Rule = {
  id: 'image-is-published',
  severity: 'warning',
  help: {
    term: 'Withdrawn image',
    why: 'What its publisher has withdrawn cannot be pulled on a new machine, and what it has frozen gets no security fixes.',
    url: 'https://github.com/bitnami/containers/issues/83267',
  },
  check: (design) =>
    Object.entries(design.components).flatMap(([id, { image }]) => {
      if (typeof image !== 'string' || !isImageReference(image)) return []
      const name = withoutRegistry(image)
      const withdrawn = withdrawnImages.find(({ prefix }) => name === prefix || (name.startsWith(prefix) && isEnd(prefix, name)))
      if (!withdrawn) return []
      return [
        {
          message: `The image of ${id}, ${image}, cannot be relied on: ${withdrawn.reason}.`,
          remedy: withdrawn.instead,
          path: ['components', id, 'image'],
          component: id,
        },
      ]
    }),
}

// docker.io/bitnami/redis:7 -> bitnami/redis:7
function withoutRegistry(image: string): string {
  const [first = '', ...rest] = image.split('/')
  return rest.length > 0 && /[.:]|^localhost$/.test(first) ? rest.join('/') : image
}

/** A publisher ends in a slash, a repository at its tag, or goes on in its name: `minio/minio-client` is another one. */
function isEnd(prefix: string, name: string): boolean {
  return prefix.endsWith('/') || prefix.startsWith('appmesh/') || /^[:@]/.test(name.slice(prefix.length))
}
