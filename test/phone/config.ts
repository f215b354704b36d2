import type { StoryConfig } from '../support/story-config.ts'

/** The demonstration county as it is after the first start. */
export const config: StoryConfig = {}
