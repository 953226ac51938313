import { kinds } from './catalogue.ts'
import { repositoryOf } from './repository.ts'

/** The kind of component that an image is: `mysql` for `docker.io/library/mysql:8.4`. Undefined where no kind claims it. */
export function kindForImage(reference: string): string | undefined {
  const repository = repositoryOf(reference)
  // Whoever publishes something called redis publishes a Redis, with a patch or a configuration of their own.
  return byRepository.get(repository) ?? byRepository.get(repository.slice(repository.lastIndexOf('/') + 1))
}

const byRepository = new Map(kinds.flatMap(({ kind, images }) => images.map((image) => [image, kind] as const)))
