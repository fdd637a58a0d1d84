<?php
/**
 * Signed launches of the app inside WordPress.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

/**
 * A launch says which shop and which user, for five minutes. The app asks this page for the next one.
 */
class Retorno_Launch {

	const LIFE_SECONDS = 300;

	/**
	 * A token for the signed-in user: a JWT by the store's webhook secret. A delivery is signed over digits and a dot,
	 * so neither signature can ever stand for the other.
	 *
	 * @param array $connection As `Retorno_Connection::get` tells.
	 * @return string
	 */
	public static function token( $connection ) {
		$now    = time() + (int) get_option( Retorno_Sender::CLOCK, 0 );
		$claims = array(
			'iss'   => untrailingslashit( home_url() ),
			'aud'   => 'retorno',
			'sub'   => (string) get_current_user_id(),
			'store' => $connection['store_id'],
			'iat'   => $now,
			'exp'   => $now + self::LIFE_SECONDS,
		);
		$signed = self::base64url( '{"alg":"HS256","typ":"JWT"}' ) . '.' . self::base64url( (string) wp_json_encode( $claims ) );
		return $signed . '.' . self::base64url( hash_hmac( 'sha256', $signed, $connection['webhook_secret'], true ) );
	}

	/**
	 * The address of the app's frame.
	 *
	 * @param array $connection As `Retorno_Connection::get` tells.
	 * @return string
	 */
	public static function address( $connection ) {
		return $connection['app_url'] . '/admin?' . http_build_query(
			array(
				'frame'  => 'wordpress',
				'shop'   => $connection['shop'],
				'launch' => self::token( $connection ),
				'locale' => str_replace( '_', '-', get_user_locale() ),
			),
			'',
			'&',
			PHP_QUERY_RFC3986
		);
	}

	/**
	 * The app's origin, the only one this page speaks with.
	 *
	 * @param array $connection As `Retorno_Connection::get` tells.
	 * @return string
	 */
	public static function origin( $connection ) {
		$parts = wp_parse_url( $connection['app_url'] );
		$port  = isset( $parts['port'] ) ? ':' . $parts['port'] : '';
		return $parts['scheme'] . '://' . $parts['host'] . $port;
	}

	/**
	 * Base64 for addresses.
	 *
	 * @param string $text Any bytes.
	 * @return string
	 */
	private static function base64url( $text ) {
		// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode
		return rtrim( strtr( base64_encode( $text ), '+/', '-_' ), '=' );
	}
}
