import { join } from 'node:path';
import { type DockerImageAssetOptions, Platform } from 'aws-cdk-lib/aws-ecr-assets';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { MicroserviceProps } from './microservice.ts';

/** An image built from a folder of this project, for the processors that the tasks run on. */
export function imageFrom(folder: string, options: DockerImageAssetOptions = {}): ecs.ContainerImage {
  return ecs.ContainerImage.fromAsset(join(import.meta.dirname, '..', '..', folder), {
    platform: Platform.LINUX_AMD64,
    ...options,
  });
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
