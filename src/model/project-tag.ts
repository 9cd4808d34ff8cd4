/** Tag that ties a live API to a project; its value is `name` of apigw.yaml. There is no state file to lose. */
export const projectTag = 'apigw:project'
