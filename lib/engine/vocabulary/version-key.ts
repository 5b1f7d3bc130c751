/** Names a version of a module: as the key of a map, and where chunks begin their ids. */
export const versionKey = ({ moduleId, version }: { moduleId: string; version: number }): string =>
  `${moduleId}@${version}`
