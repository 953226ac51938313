import { connectDocker } from '../../../simulator/live/docker.ts'
import { sweep } from '../../../simulator/live/sweep.ts'
import { type Command, exitCodes, jsonOption } from '../command.ts'

export const down: Command = {
  name: 'down',
  summary: 'remove what runs left behind in Docker',
  argument: '',
  options: { all: { help: 'also what is still running or was kept with --keep' }, json: jsonOption },
  async run(given, io) {
    const removed = await sweep(connectDocker(), { all: given.has('all'), images: true })
    if (given.has('json')) io.out(JSON.stringify(removed))
    else {
      const { containers, networks, volumes, images } = removed
      const nothing = containers + networks + volumes + images === 0
      io.out(
        nothing
          ? 'Nothing was left behind.'
          : `Removed ${counted(containers, 'container')}, ${counted(networks, 'network')}, ${counted(volumes, 'volume')} and ${counted(images, 'image')}.`,
      )
    }
    return exitCodes.good
  },
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
