// The directions of the design as errors:
// app → lib/adapters → lib/services → lib/indexing → lib/texts → lib/db | lib/models → lib/engine; lib/worker stands beside the adapters.
const TEST = '(\\.test\\.tsx?$|\\.fixture\\.ts$|/testing/)'

/** A rule that lets the files of a folder import only what is named, besides packages and itself. */
function only(name, from, allowed, comment) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: from, pathNot: TEST },
    to: { path: '^(app|components|lib|prisma|e2e|bench)/', pathNot: [from, ...allowed] },
  }
}

const ENGINE_BARREL = '^lib/engine/index\\.ts$'
const MEASURED_CACHE = '^lib/measured-cache\\.ts$'
const TO_STREAM = '^lib/to-stream\\.ts$'
const IN_SLICES = '^lib/in-slices\\.ts$'
const GIVE_WAY = '^lib/give-way\\.ts$'
const PROCESS_WIDE = '^lib/process-wide\\.ts$'
const LOWER_PRIORITY = '^lib/lower-priority\\.ts$'
const NEW_ID = '^lib/new-id\\.ts$'
const LOG = '^lib/log\\.ts$'
const GENERATED = '^lib/db/generated/'

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Move what both need into a third file below the two.',
      severity: 'error',
      from: { pathNot: GENERATED },
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'This import leads nowhere: fix its path or add the package.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^bun:', '^cloudflare:', '\\.css$'] },
    },
    only(
      'app-imports',
      '^(app/|proxy\\.ts|instrumentation)',
      [
        '^components/',
        '^lib/adapters/',
        '^lib/services/',
        '^lib/worker/',
        '^lib/schemas/',
        '^lib/errors\\.ts$',
        LOG,
        ENGINE_BARREL,
      ],
      'Pages and routes are thin: call a verb of lib/services through lib/adapters instead.',
    ),
    only(
      'components-imports',
      '^components/',
      ['^lib/schemas/', '^lib/errors\\.ts$', ENGINE_BARREL],
      'Components know schemas and the engine barrel; pass server actions in as props.',
    ),
    only(
      'adapters-imports',
      '^lib/adapters/',
      [
        '^lib/services/',
        '^lib/texts/',
        '^lib/db/to-unavailable\\.ts$',
        '^lib/schemas/',
        '^lib/errors\\.ts$',
        '^lib/env\\.ts$',
        NEW_ID,
        LOG,
        ENGINE_BARREL,
        TO_STREAM,
        IN_SLICES,
      ],
      'An adapter translates a request into a verb call: put the work into lib/services.',
    ),
    only(
      'worker-imports',
      '^lib/worker/',
      ['^lib/services/', '^lib/indexing/', '^lib/db/', '^lib/models/', PROCESS_WIDE, GIVE_WAY, LOG],
      'The worker does the jobs of the queue: put the work into lib/indexing.',
    ),
    only(
      'services-imports',
      '^lib/services/',
      [
        ENGINE_BARREL,
        '^lib/indexing/',
        '^lib/texts/',
        NEW_ID,
        '^lib/db/',
        '^lib/models/',
        '^lib/schemas/',
        '^lib/errors\\.ts$',
        '^lib/env\\.ts$',
        '^package\\.json$',
        LOG,
        MEASURED_CACHE,
        PROCESS_WIDE,
        TO_STREAM,
        IN_SLICES,
        GIVE_WAY,
        LOWER_PRIORITY,
      ],
      'A verb knows nothing of requests and screens: take what it needs as input.',
    ),
    only(
      'indexing-imports',
      '^lib/indexing/',
      [
        ENGINE_BARREL,
        '^lib/texts/',
        '^lib/db/',
        '^lib/models/',
        '^lib/schemas/',
        '^lib/errors\\.ts$',
        '^lib/env\\.ts$',
        NEW_ID,
        LOG,
        MEASURED_CACHE,
        PROCESS_WIDE,
        TO_STREAM,
        IN_SLICES,
        GIVE_WAY,
        LOWER_PRIORITY,
      ],
      'What prepares an index knows no verb: take what it needs as input, or move what both need down here.',
    ),
    only(
      'texts-imports',
      '^lib/texts/',
      [
        ENGINE_BARREL,
        '^lib/models/(offline/|tokens/read-vocabulary\\.ts$)',
        '^lib/db/index-rows\\.ts$',
        '^lib/schemas/',
        '^lib/errors\\.ts$',
        PROCESS_WIDE,
        IN_SLICES,
        LOWER_PRIORITY,
      ],
      'Work on texts is pure, and can be sent to a thread: read and store in lib/indexing or lib/services.',
    ),
    {
      name: 'services-no-web',
      comment: 'Verbs run under REST, actions, MCP and the command line: keep next/* and React in the adapters.',
      severity: 'error',
      from: { path: '^lib/(services|indexing|texts|worker)/' },
      to: { path: '^node_modules/(next|react|react-dom)/' },
    },
    only(
      'db-imports',
      '^lib/db/',
      [
        '^lib/engine/vocabulary/(ports|types|reasons|trace|query-analysis)\\.ts$',
        ENGINE_BARREL,
        '^lib/env\\.ts$',
        '^lib/errors\\.ts$',
        '^lib/schemas/limits\\.ts$',
        LOG,
        MEASURED_CACHE,
        PROCESS_WIDE,
        IN_SLICES,
        GIVE_WAY,
      ],
      'The database layer knows the engine’s ports and types, and the limits, only: move decisions into lib/services.',
    ),
    only(
      'models-imports',
      '^lib/models/',
      [
        '^lib/engine/vocabulary/(ports|types|reasons|trace|query-analysis)\\.ts$',
        ENGINE_BARREL,
        '^lib/env\\.ts$',
        '^lib/errors\\.ts$',
        '^lib/schemas/limits\\.ts$',
        '^lib/schemas/conversations/offline-answer\\.ts$',
        '^lib/schemas/conversations/source\\.ts$',
        '^lib/schemas/conversations/tool-use\\.ts$',
        LOG,
        MEASURED_CACHE,
        PROCESS_WIDE,
        TO_STREAM,
        IN_SLICES,
      ],
      'The model adapters know the engine’s ports and types, and the limits, only: move decisions into lib/services.',
    ),
    only(
      'schemas-imports',
      '^lib/schemas/',
      [
        ENGINE_BARREL,
        '^lib/engine/(vocabulary/(types|checks|comparison|reasons|errors|policy|trace|query-analysis)|chunk/find-title|rules/(split-globs|expand-braces)|text/(to-one-line|cut-text))\\.ts$',
        '^lib/errors\\.ts$',
      ],
      'Schemas are shared with the browser: zod, and the engine’s constants and types.',
    ),
    only(
      'cli-imports',
      '^lib/cli/',
      [
        '^lib/services/',
        '^lib/worker/',
        '^lib/db/',
        '^lib/env\\.ts$',
        '^lib/errors\\.ts$',
        '^lib/schemas/',
        '^lib/adapters/refuse-request\\.ts$',
        '^prisma/',
        NEW_ID,
        LOWER_PRIORITY,
      ],
      'The command line calls verbs, and its server refuses what no route answers: put the work into lib/services.',
    ),
    only(
      'engine-imports',
      '^lib/engine/',
      [PROCESS_WIDE],
      'The engine imports itself only: pass the rest in through a port.',
    ),
    {
      name: 'engine-is-pure',
      comment: 'The engine runs in the browser too, without I/O, clock or framework: take it in as a port.',
      severity: 'error',
      from: { path: '^lib/engine/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'engine-packages',
      comment: 'Only small pure libraries belong into the engine.',
      severity: 'error',
      from: { path: '^lib/engine/', pathNot: TEST },
      to: { path: '^node_modules/(next|react|react-dom|ai|@ai-sdk|@prisma|prisma|pg|zod|better-auth|undici)/' },
    },
    {
      name: 'engine-steps',
      comment:
        'A step never imports another step: compose-context.ts and assemble-context.ts alone know the order, and prepare/ and assemble/ stand between.',
      severity: 'error',
      from: {
        path: '^lib/engine/(analyze|chunk|embed|retrieve|rerank|budget|pack|format|images|history|profile|compare|evaluate)/',
        pathNot: TEST,
      },
      to: {
        path: '^lib/engine/(analyze|chunk|embed|retrieve|rerank|budget|pack|format|images|history|profile|compare|evaluate)/',
        pathNot: '^lib/engine/$1/',
      },
    },
    {
      name: 'one-barrel',
      comment: 'Import the engine from "@/lib/engine".',
      severity: 'error',
      from: { path: '^(app|components|lib/services|lib/indexing|lib/texts|lib/adapters)/', pathNot: TEST },
      to: { path: '^lib/engine/', pathNot: ENGINE_BARREL },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', GENERATED] },
    exclude: { path: ['^\\.next', '^node_modules/\\.bin'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
}
