<?php
/**
 * Restoring links.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

/**
 * A link names its cart and proves itself with 128 bit that only this shop can make. It carries nothing else.
 */
class Retorno_Link {

	const PARAMETER = 'retorno_cart';

	/**
	 * The address that brings a cart back.
	 *
	 * @param string $cart_id The cart.
	 * @return string
	 */
	public static function address( $cart_id ) {
		return add_query_arg( self::PARAMETER, $cart_id . '-' . self::proof( $cart_id ), home_url( '/' ) );
	}

	/**
	 * The cart a link's token names; null when the token is not ours.
	 *
	 * @param string $token What stood in the address.
	 * @return string|null
	 */
	public static function cart_of( $token ) {
		if ( ! preg_match( '/^([0-9a-f]{32})-([0-9a-f]{32})$/', $token, $parts ) ) {
			return null;
		}
		return hash_equals( self::proof( $parts[1] ), $parts[2] ) ? $parts[1] : null;
	}

	/**
	 * What proves that this shop made the link.
	 *
	 * @param string $cart_id The cart.
	 * @return string
	 */
	private static function proof( $cart_id ) {
		return substr( hash_hmac( 'sha256', 'cart ' . $cart_id, Retorno_Connection::link_key() ), 0, 32 );
	}
}
