/**
 * Stands in for `@rjsf/validator-ajv8`: the renderer's index also exports a registry for its own tests, and with it a validator that needs
 * `eval`, which is neither installed nor allowed here. The build drops it; only its name has to resolve.
 */
const absent = {}
// oxlint-disable-next-line import/no-default-export -- the name it stands in for is a default export
export default absent
