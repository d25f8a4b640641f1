import { catchAll } from './mutants/catch-all.js'
import { lifeMutants } from './mutants/index.js'

// A file of its own: where there are two workers, both halves run at once.
catchAll(lifeMutants)
