import { join, relative, resolve, sep } from 'node:path';
import { type DockerImageAssetOptions, Platform } from 'aws-cdk-lib/aws-ecr-assets';
import * as ecs from 'aws-cdk-lib/aws-ecs';

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
