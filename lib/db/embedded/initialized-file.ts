/** The file in a data folder that says: a database was made here, and is never made again. */
export const INITIALIZED_FILE = 'initialized'
