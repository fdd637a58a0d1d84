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
	 * A token for the signed-in user.
	 *
	 * @param array $connection As `Retorno_Connection::get` tells.
	 * @return string `v1.payload.proof`
	 */
	public static function token( $connection ) {
		$now     = time() + (int) get_option( Retorno_Sender::CLOCK, 0 );
		$payload = self::base64url(
			(string) wp_json_encode(
				array(
					'store' => $connection['store_id'],
					'shop'  => $connection['shop'],
					'user'  => (string) get_current_user_id(),
					'iat'   => $now,
					'exp'   => $now + self::LIFE_SECONDS,
				)
			)
		);
		// A delivery is signed over digits and a dot, so neither can ever stand for the other.
		return 'v1.' . $payload . '.' . hash_hmac( 'sha256', 'launch.' . $payload, $connection['webhook_secret'] );
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
