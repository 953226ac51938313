import { join, relative, resolve, sep } from 'node:path';
import { type DockerImageAssetOptions, Platform } from 'aws-cdk-lib/aws-ecr-assets';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { MicroserviceProps } from './microservice.ts';

/** An image built from a folder of this project, for the processors that the tasks run on. */
export function imageFrom(folder: string, options: DockerImageAssetOptions = {}): ecs.ContainerImage {
  const project = join(import.meta.dirname, '..', '..');
  const context = resolve(project, folder);
  return ecs.ContainerImage.fromAsset(context, {
    platform: Platform.LINUX_AMD64,
    exclude: ownFiles(relative(context, project).split(sep)),
    ...options,
  });
}

/** A build folder around this project would copy what is synthesized into itself, without an end. */
function ownFiles(way: string[]): string[] {
  return way[0] === '..'
    ? []
    : [[...way, 'cdk.out'].filter(Boolean).join('/'), [...way, 'node_modules'].filter(Boolean).join('/')];
}

/** Plays a service that has no image yet: put the real image in its place when there is one. */
export function standIn(name: string, port: number): Pick<MicroserviceProps, 'image' | 'command' | 'healthCommand'> {
  const check = `fetch('http://127.0.0.1:${port}/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`;
  return {
    image: imageFrom('stand-in'),
    command: ['node', 'start.mjs', name],
    healthCommand: ['CMD', 'node', '-e', check],
  };
}
