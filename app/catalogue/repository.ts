/**
 * The repository of an image reference, as official images are called: without registry, tag and digest, and without what only
 * says from where an official image was mirrored. `docker.io/library/mysql:8.4` is `mysql`.
 */
export function repositoryOf(reference: string): string {
  const [named = ''] = reference.split('@', 1)
  const tag = named.indexOf(':', named.lastIndexOf('/') + 1)
  const untagged = tag < 0 ? named : named.slice(0, tag)
  const [first = '', ...rest] = untagged.split('/')
  const path = rest.length > 0 && isHost(first) ? rest.join('/') : untagged
  return path.replace(mirror, '').replace(/^bitnami(?:legacy|secure)\//, 'bitnami/')
}

/** Docker tells a registry from a publisher by its dot, its port, or by being this machine. */
const isHost = (part: string) => /[.:]/.test(part) || part === 'localhost'

// library/mysql | docker/library/mysql (public.ecr.aws) | proxy/library/mysql | arm64v8/mysql
const mirror = /^(?:(?:[^/]+\/)*library|amd64|arm32v[567]|arm64v8|i386|ppc64le|riscv64|s390x)\/(?=[^/]+$)/
