import { operationsOf } from './operation'

export const MODULE_OPERATIONS = operationsOf('Modules', {
  'GET /modules': { verb: 'listModules', summary: 'List modules' },
  'POST /modules': { verb: 'createModule', summary: 'Create a module', status: 201 },
  'POST /module-list': {
    verb: 'listModules',
    summary: 'The same list with what a search found in texts among it',
  },
  'GET /module-facets': {
    verb: 'listModuleFacets',
    summary: 'Categories, tags and the like, with counts',
    takesNothing: true,
  },
  'POST /module-facets': {
    verb: 'listModuleFacets',
    summary: 'The same of what a search finds, by names and in texts',
  },
  'POST /modules/import': {
    verb: 'importModules',
    summary: 'Import files; a bad one never blocks the others',
    acceptsForm: true,
  },
  'GET /imports': { verb: 'listImports', summary: 'The imports of the workspace, newest first' },
  'GET /imports/{id}/modules': { verb: 'listImportedModules', summary: 'What an import made of which module' },
  'POST /imports/{id}/undo': {
    verb: 'undoImport',
    summary: 'Take back what an import made; what was changed since is left alone',
  },
  'GET /modules/export': {
    verb: 'exportModules',
    summary: 'Export modules as a zip that imports back',
    outputType: 'application/zip',
  },
  'POST /modules/export': {
    verb: 'exportModules',
    summary: 'Export modules as a zip, for many ids',
    outputType: 'application/zip',
  },
  'GET /modules/{id}': { verb: 'getModule', summary: 'A module with its draft' },
  'PUT /modules/{id}': { verb: 'updateModule', summary: 'Change a module' },
  'DELETE /modules/{id}': { verb: 'deleteModule', summary: 'Delete a module for good' },
  'PUT /modules/{id}/draft': { verb: 'saveDraft', summary: 'Save the draft' },
  'DELETE /modules/{id}/draft': { verb: 'discardDraft', summary: 'Discard the draft' },
  'POST /modules/{id}/publish': { verb: 'publishModule', summary: 'Publish the draft' },
  'GET /modules/{id}/versions': { verb: 'listVersions', summary: 'Versions, newest first' },
  'GET /modules/{id}/versions/{version}': { verb: 'getVersion', summary: 'A version' },
  'POST /modules/{id}/versions/{version}/restore': { verb: 'restoreVersion', summary: 'Publish a version again' },
  'GET /modules/{id}/heat': { verb: 'getChunkHeat', summary: 'Which chunks of a module contexts and answers use' },
  'GET /modules/{id}/chunks': { verb: 'listChunks', summary: 'How a version is cut' },
  'POST /modules/{id}/summaries': {
    verb: 'summarizeVersion',
    summary: 'Make the summaries of a version now instead of in the background',
  },
  'GET /summary-model': { verb: 'getSummaryModel', summary: 'What writes the summaries of modules and sections' },
  'PUT /summary-model': {
    verb: 'chooseSummaryModel',
    summary: 'Choose a chat model for summaries, or null for the modules’ own sentences',
  },
  'GET /cleaner': {
    verb: 'getCleaner',
    summary: 'What is left out of chunks and contexts, and how many modules were prepared so',
  },
  'PUT /cleaner': {
    verb: 'changeCleaner',
    summary: 'Say what is left out of chunks and contexts; modules are prepared anew in the background',
  },
  'POST /cleaner/preview': {
    verb: 'previewCleaner',
    summary: 'What would be left out of a module, and the tokens that saves; changes nothing',
  },
  'GET /modules/{id}/overlay': {
    verb: 'getOverlay',
    summary: 'Curation of its chunks: exclusions, keywords, questions, and what lost its anchor',
  },
  'PUT /modules/{id}/overlay': { verb: 'saveOverlay', summary: 'Curate its chunks; takes effect at once' },
  'GET /modules/{id}/overlay/versions': {
    verb: 'listOverlayVersions',
    summary: 'History of the curation, newest first',
  },
  'POST /modules/{id}/overlay/versions/{version}/restore': {
    verb: 'restoreOverlay',
    summary: 'Bring an older curation back',
  },
  'GET /modules/{id}/effect': {
    verb: 'previewEffect',
    summary: 'What its draft does to the contexts of recent questions',
  },
  'GET /modules/{id}/dependencies': { verb: 'listDependencies', summary: 'What it needs, and what needs it' },
  'GET /modules/{id}/related': { verb: 'listRelatedModules', summary: 'The modules that are most like it' },
  'POST /chunk-previews': { verb: 'previewChunks', summary: 'How a text would be cut' },
  'POST /search': {
    verb: 'searchModules',
    summary: 'Search chunks, best first; modules that their activation leaves out are named',
  },
  'POST /retrieval': {
    verb: 'explainRetrieval',
    summary: 'What each stage of retrieval finds, keeps and drops; other settings can be tried',
  },
})
