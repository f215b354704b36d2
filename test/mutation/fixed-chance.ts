import fc from 'fast-check'

// A broken rule need not be shown by its smallest example.
fc.configureGlobal({ seed: 20_260_101, endOnFailure: true })
