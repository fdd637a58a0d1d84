/** Every query of ours; a test validates them all against the schema of `API_VERSION`. */

/**
 * Fifteen orders of twelve lines stay under the 1,000 points one query may cost. Money is asked for in both
 * currencies: messages show the shopper's, reports the shop's.
 */
export const ORDERS = `#graphql
  query Orders($query: String!, $after: String) {
    orders(first: 15, after: $after, query: $query, sortKey: UPDATED_AT) {
      pageInfo { hasNextPage endCursor }
      nodes {
        legacyResourceId
        name
        checkoutToken
        cartToken
        email
        phone
        customerLocale
        displayFinancialStatus
        displayFulfillmentStatus
        paymentGatewayNames
        paymentTerms { id }
        test
        sourceName
        createdAt
        processedAt
        updatedAt
        cancelledAt
        cancelReason
        currencyCode
        presentmentCurrencyCode
        currentTotalPriceSet { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }
        netPaymentSet { shopMoney { amount currencyCode } }
        discountCodes
        statusPageUrl
        customAttributes { key value }
        customerJourneySummary { firstVisit { landingPage } lastVisit { landingPage } }
        customer {
          legacyResourceId
          firstName
          lastName
          state
          defaultEmailAddress { emailAddress }
          defaultPhoneNumber { phoneNumber }
        }
        shippingAddress { name phone countryCodeV2 }
        billingAddress { name phone countryCodeV2 }
        lineItems(first: 12) { nodes { product { legacyResourceId } } }
      }
    }
  }
`;

/** Ten checkouts of twelve lines stay under the points one query may cost. The list cannot be sorted by changes. */
export const CHECKOUTS = `#graphql
  query Checkouts($query: String!, $after: String) {
    abandonedCheckouts(first: 10, after: $after, query: $query, sortKey: CREATED_AT, reverse: true) {
      pageInfo { hasNextPage endCursor }
      nodes {
        name
        abandonedCheckoutUrl
        createdAt
        updatedAt
        completedAt
        discountCodes
        totalPriceSet { presentmentMoney { amount currencyCode } }
        subtotalPriceSet { presentmentMoney { amount } }
        customer {
          legacyResourceId
          firstName
          lastName
          state
          defaultEmailAddress { emailAddress marketingState marketingUpdatedAt }
          defaultPhoneNumber { phoneNumber }
        }
        shippingAddress { name phone countryCodeV2 }
        billingAddress { name phone countryCodeV2 }
        lineItems(first: 12) {
          pageInfo { hasNextPage }
          nodes {
            product { legacyResourceId }
            variant { legacyResourceId }
            sku
            title
            variantTitle
            quantity
            originalUnitPriceSet { presentmentMoney { amount } }
          }
        }
      }
    }
  }
`;

export const PRODUCTS = `#graphql
  query Products($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Product {
        legacyResourceId
        onlineStoreUrl
        status
        featuredMedia { preview { image { url } } }
        variantsCount { count }
        variants(first: 20) { nodes { availableForSale } }
      }
    }
  }
`;

export const SHOP = `#graphql
  query Shop {
    shop { name currencyCode ianaTimezone primaryDomain { url } shopAddress { countryCodeV2 } }
    currentAppInstallation { accessScopes { handle } }
  }
`;

/** One code, one use, one end: `discount` is named alike in both, so that one reader serves them. */
export const CREATE_DISCOUNT = `#graphql
  mutation CreateDiscount($discount: DiscountCodeBasicInput!) {
    discount: discountCodeBasicCreate(basicCodeDiscount: $discount) {
      codeDiscountNode { id }
      userErrors { code }
    }
  }
`;

export const CREATE_FREE_SHIPPING = `#graphql
  mutation CreateFreeShipping($discount: DiscountCodeFreeShippingInput!) {
    discount: discountCodeFreeShippingCreate(freeShippingCodeDiscount: $discount) {
      codeDiscountNode { id }
      userErrors { code }
    }
  }
`;

/** The newest first: those that matter are found before the list is cut. */
export const MAILED_CHECKOUTS = `#graphql
  query MailedCheckouts($query: String!, $after: String) {
    abandonedCheckouts(first: 50, after: $after, query: $query, sortKey: CREATED_AT, reverse: true) {
      pageInfo { hasNextPage endCursor }
      nodes { id name abandonedCheckoutUrl }
    }
  }
`;

export const ABANDONMENT = `#graphql
  query Abandonment($id: ID!) {
    abandonmentByAbandonedCheckoutId(abandonedCheckoutId: $id) { emailSentAt }
  }
`;
