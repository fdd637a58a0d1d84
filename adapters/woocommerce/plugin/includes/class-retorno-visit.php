<?php
/**
 * What is known of the visit: which cart it is, what was typed, what was agreed to.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

/**
 * Lives in WooCommerce's own session of the visitor, so nobody can write into another's.
 */
class Retorno_Visit {

	const KEY = 'retorno';

	/**
	 * What may be typed, with the longest it may be.
	 */
	const TYPED = array(
		'email'      => 191,
		'phone'      => 64,
		'first_name' => 100,
		'last_name'  => 100,
	);

	/**
	 * Everything known of this visit.
	 *
	 * @return array
	 */
	public static function all() {
		$session = self::session();
		$kept    = null === $session ? array() : $session->get( self::KEY, array() );
		return is_array( $kept ) ? $kept : array();
	}

	/**
	 * One thing known of this visit.
	 *
	 * @param string $name     Which.
	 * @param mixed  $fallback When it is not known.
	 * @return mixed
	 */
	public static function get( $name, $fallback = '' ) {
		$all = self::all();
		return isset( $all[ $name ] ) ? $all[ $name ] : $fallback;
	}

	/**
	 * Keeps things about this visit.
	 *
	 * @param array $changes What changed.
	 */
	public static function keep( $changes ) {
		$session = self::session();
		if ( null !== $session ) {
			$session->set( self::KEY, array_merge( self::all(), $changes ) );
		}
	}

	/**
	 * The cart's id, made when it is first needed and kept until the cart is emptied.
	 *
	 * @return string
	 */
	public static function cart_id() {
		$known = self::get( 'cart_id' );
		if ( '' !== $known ) {
			return $known;
		}
		$made = bin2hex( random_bytes( 16 ) );
		self::keep(
			array(
				'cart_id'    => $made,
				'started_at' => time(),
			)
		);
		return $made;
	}

	/**
	 * Keeps what the shopper typed. Fields that were not sent stay as they are; what is no e-mail address is not kept.
	 *
	 * @param array $fields Raw fields, unslashed.
	 * @return bool Whether anything changed.
	 */
	public static function typed( $fields ) {
		$typed = self::get( 'typed', array() );
		$next  = $typed;
		foreach ( self::TYPED as $name => $longest ) {
			if ( ! isset( $fields[ $name ] ) || ! is_string( $fields[ $name ] ) ) {
				continue;
			}
			$text = mb_substr( trim( sanitize_text_field( $fields[ $name ] ) ), 0, $longest );
			if ( 'email' !== $name || is_email( $text ) ) {
				$next[ $name ] = $text;
			}
		}
		if ( $next === $typed ) {
			return false;
		}
		self::keep( array( 'typed' => $next ) );
		return true;
	}

	/**
	 * Keeps what the shopper agreed to. A box never ticked says nothing; one unticked again is a refusal.
	 *
	 * @param string $channel   `email` or `whatsapp`.
	 * @param bool   $is_ticked The box.
	 * @return bool Whether anything changed.
	 */
	public static function agreed( $channel, $is_ticked ) {
		$consent = self::get( 'consent', array() );
		$before  = isset( $consent[ $channel ] ) ? $consent[ $channel ] : 'unknown';
		$after   = $is_ticked ? 'in' : ( 'unknown' === $before ? 'unknown' : 'out' );
		if ( $after === $before ) {
			return false;
		}
		$consent[ $channel ] = $after;
		self::keep( array( 'consent' => $consent ) );
		return true;
	}

	/**
	 * The cart is over: bought or emptied. What was typed stays for the next one.
	 */
	public static function end_cart() {
		self::keep(
			array(
				'cart_id'    => '',
				'started_at' => 0,
				'order_id'   => 0,
				'told'       => '',
				'ref'        => '',
			)
		);
	}

	/**
	 * WooCommerce's session of the visitor, where there is one.
	 *
	 * @return WC_Session|null
	 */
	private static function session() {
		return function_exists( 'WC' ) && WC()->session instanceof WC_Session ? WC()->session : null;
	}
}
