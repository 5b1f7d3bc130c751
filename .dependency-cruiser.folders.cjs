// Cycles between folders. Tests are left out: what they build their inputs with may come from anywhere. So are the loose
// files of lib and lib/services: the list of all verbs knows every folder, and each verb knows `verb.ts`.
const { options } = require('./.dependency-cruiser.cjs')

module.exports = {
  forbidden: [
    {
      name: 'no-folder-cycles',
      comment: 'Two rooms that need each other are one, or stand on a third: move what both need below them.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^lib/' },
      to: { circular: true },
    },
  ],
  options: {
    ...options,
    exclude: {
      path: [
        ...options.exclude.path,
        '\\.test\\.tsx?$',
        '\\.fixture\\.ts$',
        '/testing/',
        '^prisma/',
        '^lib/(services/)?[^/]+\\.ts$',
      ],
    },
  },
}
