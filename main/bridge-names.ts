import type { EventName } from '../app/bridge/events.ts'
import type { RequestName } from '../app/bridge/requests.ts'

/**
 * What the page may ask and hear, by name. The preload script holds only the names: the schemas would bring a parser into the
 * page's most trusted script. The types refuse a name that is missing here or unknown there.
 */
const requests: Record<RequestName, true> = {
  'app.hello': true,
  'app.saveDiagnostics': true,
  'designs.open': true,
  'designs.save': true,
  'designs.saveAs': true,
  'designs.watch': true,
  'designs.look': true,
  'designs.at': true,
  'designs.recent': true,
  'designs.examples': true,
  'files.list': true,
  'drafts.put': true,
  'drafts.beat': true,
  'drafts.list': true,
  'drafts.take': true,
  'drafts.discard': true,
  'runs.sheet': true,
  'runs.start': true,
  'runs.stop': true,
  'runs.finish': true,
  'runs.inject': true,
  'runs.heal': true,
  'runs.follow': true,
  'runs.unfollow': true,
  'answers.ask': true,
  'answers.cancel': true,
  'reports.save': true,
  'videos.save': true,
  'docker.status': true,
  'docker.sweep': true,
  'imports.choose': true,
  'imports.read': true,
  'exports.targets': true,
  'exports.choosePlace': true,
  'exports.preview': true,
  'exports.write': true,
  'settings.get': true,
  'settings.put': true,
  'window.state': true,
  'window.menu': true,
  'window.heard': true,
  'window.close': true,
}
const events: Record<EventName, true> = {
  'run.event': true,
  'run.log': true,
  'answers.progress': true,
  'app.command': true,
  'designs.changed': true,
  'app.mistake': true,
  'app.openFile': true,
  'window.closing': true,
}

export const isRequestName = (name: string): name is RequestName => Object.hasOwn(requests, name)
export const isEventName = (name: string): name is EventName => Object.hasOwn(events, name)
