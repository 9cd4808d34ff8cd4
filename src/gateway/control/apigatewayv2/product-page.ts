import type {PortalRecord} from '../../store/v2-records.js'
import {present, without} from '../apigateway/present.js'
import {notFound} from '../apigateway/refuse.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {listAnswer} from './page.js'
import type {PageInput} from './page.js'
import {findPortalProduct} from './portal-product.js'
import {portalOperation} from './portal-texts.js'

type ProductLabels = {portalProductId: string}
type PageLabels = ProductLabels & {productPageId: string}
type EndpointPageLabels = ProductLabels & {productRestEndpointPageId: string}
type DisplayContent = {title: string; body: string}
type EndpointContent = {none?: object; overrides?: {body?: string; endpoint?: string; operationName?: string}}
type EndpointIdentifier = {identifierParts?: {method: string; path: string; restApiId: string; stage: string}}

function createProductPage(
  {portalProductId, displayContent}: ProductLabels & {displayContent: DisplayContent},
  context: OperationContext,
): Members {
  findPortalProduct(context, portalProductId)
  const productPageId = context.newId()
  const productPageArn = arnOf(context, portalProductId, `productpages/${productPageId}`)
  const members = {productPageId, productPageArn, displayContent, lastModified: context.nowMs}
  context.store.put('productPage', [portalProductId, productPageId], {members})
  return members
}

function arnOf({scope}: OperationContext, portalProductId: string, below: string): string {
  return `arn:aws:apigateway:${scope.region}:${scope.accountId}:/portalproducts/${portalProductId}/${below}`
}

function findPage(context: OperationContext, {portalProductId, productPageId}: PageLabels): Readonly<PortalRecord> {
  findPortalProduct(context, portalProductId)
  const record = context.store.get('productPage', [portalProductId, productPageId])
  if (record === undefined) throw notFound(`Invalid ProductPage identifier specified ${productPageId}`)
  return record
}

function getProductPage(labels: PageLabels, context: OperationContext): Members {
  return findPage(context, labels).members
}

function listProductPages(input: ProductLabels & PageInput, context: OperationContext): Members {
  findPortalProduct(context, input.portalProductId)
  const pages = context.store.list('productPage', [input.portalProductId]).map(({members}): Members => {
    const {displayContent, ...shown} = members
    return {...shown, pageTitle: (displayContent as DisplayContent).title}
  })
  return listAnswer(pages, input, ({productPageId}) => String(productPageId))
}

function updateProductPage(
  {displayContent, ...labels}: PageLabels & {displayContent?: DisplayContent},
  context: OperationContext,
): Members {
  const members = {...findPage(context, labels).members, ...present({displayContent}), lastModified: context.nowMs}
  context.store.put('productPage', [labels.portalProductId, labels.productPageId], {members})
  return members
}

function deleteProductPage(labels: PageLabels, context: OperationContext): Members {
  findPage(context, labels)
  context.store.delete('productPage', [labels.portalProductId, labels.productPageId])
  return {}
}

function createEndpointPage(
  input: ProductLabels & {
    restEndpointIdentifier: EndpointIdentifier
    displayContent?: EndpointContent
    tryItState?: string
  },
  context: OperationContext,
): Members {
  const {portalProductId, restEndpointIdentifier, displayContent, tryItState = 'DISABLED'} = input
  findPortalProduct(context, portalProductId)
  const productRestEndpointPageId = context.newId()
  const members = {
    productRestEndpointPageId,
    productRestEndpointPageArn: arnOf(
      context,
      portalProductId,
      `productrestendpointpages/${productRestEndpointPageId}`,
    ),
    restEndpointIdentifier,
    displayContent: shownContent(restEndpointIdentifier, displayContent),
    tryItState,
    status: 'AVAILABLE',
    lastModified: context.nowMs,
  }
  context.store.put('productRestEndpointPage', [portalProductId, productRestEndpointPageId], {members})
  return members
}

/** What a page shows: the overrides, and the endpoint itself where none is given. */
function shownContent({identifierParts}: EndpointIdentifier, content: EndpointContent | undefined): Members {
  const {method = '', path = ''} = identifierParts ?? {}
  return {endpoint: `${method} ${path}`, ...content?.overrides}
}

function findEndpointPage(
  context: OperationContext,
  {portalProductId, productRestEndpointPageId: id}: EndpointPageLabels,
): Readonly<PortalRecord> {
  findPortalProduct(context, portalProductId)
  const record = context.store.get('productRestEndpointPage', [portalProductId, id])
  if (record === undefined) throw notFound(`Invalid ProductRestEndpointPage identifier specified ${id}`)
  return record
}

function getEndpointPage(labels: EndpointPageLabels, context: OperationContext): Members {
  return findEndpointPage(context, labels).members
}

function listEndpointPages(input: ProductLabels & PageInput, context: OperationContext): Members {
  findPortalProduct(context, input.portalProductId)
  const records = context.store.list('productRestEndpointPage', [input.portalProductId])
  const pages = records.map(({members}): Members => {
    const {endpoint, operationName} = members['displayContent'] as {endpoint: string; operationName?: string}
    return {...without(members, 'displayContent'), ...present({endpoint, operationName})}
  })
  return listAnswer(pages, input, (page) => String(page.productRestEndpointPageId))
}

function updateEndpointPage(
  {displayContent, tryItState, ...labels}: EndpointPageLabels & {displayContent?: EndpointContent; tryItState?: string},
  context: OperationContext,
): Members {
  const before = findEndpointPage(context, labels).members
  const identifier = before['restEndpointIdentifier'] as EndpointIdentifier
  const shown = displayContent && shownContent(identifier, displayContent)
  const members = {...before, ...present({tryItState, displayContent: shown}), lastModified: context.nowMs}
  context.store.put('productRestEndpointPage', [labels.portalProductId, labels.productRestEndpointPageId], {members})
  return members
}

function deleteEndpointPage(labels: EndpointPageLabels, context: OperationContext): Members {
  findEndpointPage(context, labels)
  context.store.delete('productRestEndpointPage', [labels.portalProductId, labels.productRestEndpointPageId])
  return {}
}

export const productPageOperations: Operations = {
  CreateProductPage: portalOperation(createProductPage),
  GetProductPage: operation(getProductPage),
  ListProductPages: operation(listProductPages),
  UpdateProductPage: portalOperation(updateProductPage),
  DeleteProductPage: operation(deleteProductPage),
  CreateProductRestEndpointPage: portalOperation(createEndpointPage),
  GetProductRestEndpointPage: operation(getEndpointPage),
  ListProductRestEndpointPages: operation(listEndpointPages),
  UpdateProductRestEndpointPage: portalOperation(updateEndpointPage),
  DeleteProductRestEndpointPage: operation(deleteEndpointPage),
}
