import { imageFrom } from './images.ts';
import type { MicroserviceProps } from './microservice.ts';

/** Plays a service that has no image yet: put the real image in its place when there is one. */
export function standIn(name: string, port: number): Pick<MicroserviceProps, 'image' | 'command' | 'healthCommand'> {
  const check = `fetch('http://127.0.0.1:${port}/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`;
  return {
    image: imageFrom('stand-in'),
    command: ['node', 'start.mjs', name],
    healthCommand: ['CMD', 'node', '-e', check],
  };
}
