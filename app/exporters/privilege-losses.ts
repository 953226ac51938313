import type { Design } from '../design/design.ts'
import { type Privilege, privilegesOf } from '../privileges/privileges-of.ts'
import type { Loss } from './exporter.ts'

/** What the files are not given although the Compose file that the design came from asks for it. */
export function toDroppedPrivileges(design: Design): Loss[] {
  return Object.entries(design.components).flatMap(([id, component]) =>
    privilegesOf(component).map(({ grant, danger }) => ({
      where: id,
      what: `${grant} of its Compose file is not carried over, for with it ${danger}. Where it cannot do without, grant it by hand.`,
    })),
  )
}

/** What stays in the person's own files, which is no loss and still to be known by who hands them on. */
export function toKeptPrivilege({ grant, danger }: Privilege): string {
  return `${grant} stays in the file: ${danger}. Take it out where it can do without.`
}
